/** The pages of docs/ that are made from the code, so that they cannot drift from it. */
import { createProgram } from '../../src/cli/program.ts';
import { ISSUE_CODES } from '../../src/issues/codes.ts';
import { faceTablesPage } from './face-tables.ts';

/** Path -> text. */
export const pages = (): Readonly<Record<string, string>> => ({
  'docs/cli.md': cliPage(),
  'docs/issues.md': issuesPage(),
  'docs/face-curves.md': faceTablesPage(),
});

function cliPage(): string {
  const program = createProgram();
  const listed = [program, ...program.commands.flatMap((command) => [command, ...command.commands])];
  const sections = listed.map((command) => {
    let text = '';
    command.configureOutput({
      writeOut: (part) => {
        text += part;
      },
      getOutHelpWidth: () => 110,
    });
    command.outputHelp();
    const above = command.parent && command.parent !== program ? `${command.parent.name()} ` : '';
    const name = command === program ? 'tegn' : `tegn ${above}${command.name()}`;
    return `## ${name}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
  });
  return `# The command line\n\nMade from the program itself: \`node scripts/generate-docs.mjs\`.\n\n${sections.join('\n')}`;
}

function issuesPage(): string {
  const rows = (prefix: string) =>
    Object.entries(ISSUE_CODES)
      .filter(([code]) => code.startsWith(prefix))
      .map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)
      .join('\n');
  const table = (prefix: string) => `| Code | Meaning |\n| --- | --- |\n${rows(prefix)}\n`;
  return `# Errors and issues

Made from \`src/issues/codes.ts\`: \`node scripts/generate-docs.mjs\`. Codes are stable; messages are for people and may change.

An error stops the file it is about. The message says what was expected and what was found, with file, frame and byte offset where
there are any; \`--json\` gives them as fields. Warnings and notes travel with the result.

## Errors

${table('E_')}
## Warnings: the result is weaker than asked

${table('W_')}
## Notes

${table('I_')}`;
}
