import { fileCycles, folderCycles, roomFigures } from "./house";

/** `npm run house [-- FOLDER]`: the house by numbers, of this checkout or of another. */
function main([root = process.cwd()]: readonly string[]): void {
  const rows = roomFigures(root).map(
    ({ room, files, medianLines, ninetiethPercentile, shortFiles, undocumented }) =>
      `${room.padEnd(10)} ${String(files).padStart(5)} ${String(medianLines).padStart(7)} ${String(ninetiethPercentile).padStart(5)} ${String(shortFiles).padStart(11)} ${String(undocumented).padStart(13)}`,
  );
  const [files, folders] = [fileCycles(root), folderCycles(root)];
  process.stdout.write(
    [
      "room       files  median  90 %  <= 20 lines  undocumented",
      ...rows,
      `cycles of files: ${files.length}`,
      ...files.map((cycle) => `  ${cycle.join(", ")}`),
      `cycles of folders: ${folders.length}`,
      ...folders.map((cycle) => `  ${cycle.join(", ")}`),
      "",
    ].join("\n"),
  );
}

main(process.argv.slice(2));
