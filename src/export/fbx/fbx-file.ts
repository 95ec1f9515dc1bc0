/** A scene of FBX objects -> the whole document around it: header, settings, definitions, connections, takes. */
import type { FbxDocument, FbxRecord } from '../../formats/fbx/fbx-document.ts';
import { FBX_STAMP } from '../../formats/fbx/fbx-layout.ts';
import { type FrameRate, framesPerSecond } from '../../space/timing.ts';
import { field, float64, int32, int64, named, properties70, record, text } from './fbx-records.ts';
import { type FbxScene, SCENE_ROOT } from './fbx-scene.ts';
import type { FbxSpace } from './fbx-space.ts';
import { FBX_CUSTOM_RATE, fbxTimeMode } from './fbx-time.ts';

/** Id of the document; no object of the scene uses it. */
const DOCUMENT_ID = 1n;

export interface FbxFileInfo {
  /** 7400 or 7500. */
  readonly version: number;
  /** Program and version. */
  readonly creator: string;
  readonly title: string;
  readonly comment: string;
  readonly stackName: string;
  readonly rate: FrameRate;
  readonly stopTicks: bigint;
  readonly space: FbxSpace;
}

export function createFbxFile(scene: FbxScene, info: FbxFileInfo): FbxDocument {
  return {
    version: info.version,
    records: [
      headerExtension(info),
      record('FileId', [{ type: 'R', value: FBX_STAMP.fileId }]),
      field('CreationTime', FBX_STAMP.creationTime),
      field('Creator', info.creator),
      globalSettings(info),
      documents(info),
      record('References', [], []),
      definitions(scene),
      record('Objects', [], scene.objects),
      record('Connections', [], scene.connections),
      takes(info),
    ],
  };
}

function headerExtension({ version, creator, title, comment }: FbxFileInfo): FbxRecord {
  const [year, month, day, hour, minute, second, millisecond] = FBX_STAMP.creationTime
    .match(/\d+/g)!
    .map(Number);
  return record(
    'FBXHeaderExtension',
    [],
    [
      field('FBXHeaderVersion', 1003),
      field('FBXVersion', version),
      field('EncryptionType', 0),
      record(
        'CreationTimeStamp',
        [],
        [
          field('Version', 1000),
          field('Year', year),
          field('Month', month),
          field('Day', day),
          field('Hour', hour),
          field('Minute', minute),
          field('Second', second),
          field('Millisecond', millisecond),
        ],
      ),
      field('Creator', creator),
      record(
        'SceneInfo',
        [text('GlobalInfo\0\x01SceneInfo'), text('UserData')],
        [
          field('Type', 'UserData'),
          field('Version', 100),
          record(
            'MetaData',
            [],
            [
              field('Version', 100),
              field('Title', title),
              field('Subject', ''),
              field('Author', ''),
              field('Keywords', ''),
              field('Revision', ''),
              field('Comment', comment),
            ],
          ),
        ],
      ),
    ],
  );
}

/** Axes of the file's space, centimetres, rate and span. */
function globalSettings({ rate, stopTicks, space }: FbxFileInfo): FbxRecord {
  const axis = (name: string, value: number) => named(name, 'int', 'Integer', '', int32(value));
  const mode = fbxTimeMode(rate);
  return record(
    'GlobalSettings',
    [],
    [
      field('Version', 1000),
      properties70(
        axis('UpAxis', space.up[0]),
        axis('UpAxisSign', space.up[1]),
        axis('FrontAxis', space.front[0]),
        axis('FrontAxisSign', space.front[1]),
        axis('CoordAxis', 0),
        axis('CoordAxisSign', 1),
        axis('OriginalUpAxis', space.up[0]),
        axis('OriginalUpAxisSign', space.up[1]),
        named('UnitScaleFactor', 'double', 'Number', '', float64(1)),
        named('OriginalUnitScaleFactor', 'double', 'Number', '', float64(1)),
        named('TimeMode', 'enum', '', '', int32(mode)),
        named('TimeSpanStart', 'KTime', 'Time', '', int64(0n)),
        named('TimeSpanStop', 'KTime', 'Time', '', int64(stopTicks)),
        named(
          'CustomFrameRate',
          'double',
          'Number',
          '',
          float64(mode === FBX_CUSTOM_RATE ? framesPerSecond(rate) : -1),
        ),
      ),
    ],
  );
}

const documents = ({ stackName }: FbxFileInfo): FbxRecord =>
  record(
    'Documents',
    [],
    [
      field('Count', 1),
      record(
        'Document',
        [int64(DOCUMENT_ID), text('Scene'), text('Scene')],
        [
          properties70(
            named('SourceObject', 'object', '', ''),
            named('ActiveAnimStackName', 'KString', '', '', text(stackName)),
          ),
          record('RootNode', [int64(SCENE_ROOT)]),
        ],
      ),
    ],
  );

/** How many objects of each kind follow. */
function definitions({ objects }: FbxScene): FbxRecord {
  const counts = new Map([['GlobalSettings', 1]]);
  for (const { name } of objects) counts.set(name, (counts.get(name) ?? 0) + 1);
  const types = [...counts].map(([kind, count]) =>
    record('ObjectType', [text(kind)], [field('Count', count)]),
  );
  return record('Definitions', [], [field('Version', 100), field('Count', objects.length + 1), ...types]);
}

function takes({ stackName, stopTicks }: FbxFileInfo): FbxRecord {
  const span = [int64(0n), int64(stopTicks)];
  return record(
    'Takes',
    [],
    [
      field('Current', stackName),
      record(
        'Take',
        [text(stackName)],
        [field('FileName', `${stackName}.tak`), record('LocalTime', span), record('ReferenceTime', span)],
      ),
    ],
  );
}
