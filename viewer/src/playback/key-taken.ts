/** Whether a key that was pressed belongs to what has the focus, or was used already, so that keys of the page leave it alone. */
export function isKeyTaken(event: KeyboardEvent): boolean {
  const { defaultPrevented, ctrlKey, metaKey, altKey, key, target } = event;
  if (defaultPrevented || ctrlKey || metaKey || altKey) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog') || target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return MOVES.has(key) && !target.closest('.scrubber');
    return !BUTTON_LIKE.has(target.type) || key === ' ';
  }
  if (target instanceof HTMLTextAreaElement) return true;
  // A list that stands open does nothing with the space bar.
  if (target instanceof HTMLSelectElement) return key !== ' ' || target.size <= 1;
  // A focused button keeps its own space bar.
  return key === ' ' && target.matches('button, summary, a');
}

const MOVES: ReadonlySet<string> = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
const BUTTON_LIKE: ReadonlySet<string> = new Set(['checkbox', 'radio', 'button', 'file', 'submit', 'reset']);
