/** Hands a written file to the browser, which puts it where it puts downloads. */
export function saveFile({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): void {
  const url = URL.createObjectURL(new Blob([bytes.slice().buffer]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // the browser has taken the file up by the next task
  setTimeout(() => URL.revokeObjectURL(url));
}
