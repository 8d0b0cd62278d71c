#!/usr/bin/env node
// Committed, because npm links a command only to a file that exists when it installs. Builds what is missing, then runs.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Recourse needs Node 20.19 or later; this is ${process.versions.node}.\n`)
  process.exit(4)
}

const { build } = await import('../../../bin/build.js')
try {
  await build()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(4)
}
const { main } = await import('../dist/main.js')
await main(process.argv.slice(2))
