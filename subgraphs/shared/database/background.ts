/**
 * What statements begin with that no request asked for, such as a relay's look for work: whoever reads the server's list
 * of processes, or counts what a request costs, tells them apart by it.
 */
export const BACKGROUND = "/* background */ ";
