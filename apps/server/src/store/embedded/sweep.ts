import { sweep } from './leave.ts'

/** A program of its own, started by a process about to exit without closing: see `guard.ts`. */
const [dataFolder = '', systemFolder] = process.argv.slice(2)

await sweep({ dataFolder, ...(systemFolder === undefined ? {} : { systemFolder }), onNote: () => undefined })
