import { writeFigures } from './figures.js'
import { benchLogAppend } from './log-append.js'
import { benchLogProve } from './log-prove.js'
import { benchLogVerify } from './log-verify.js'
import { machine } from './machine.js'

/** `npm run bench:log -- [append] [verify] [prove] [--rounds 5] [--write]`: all parts without a name; `--write` puts the figures into docs/figures.md. */
const args = process.argv.slice(2)
const parts = args.filter((arg) => ['append', 'verify', 'prove'].includes(arg))
const isWanted = (part) => parts.length === 0 || parts.includes(part)
const rounds = args.includes('--rounds') ? Number(args[args.indexOf('--rounds') + 1]) : 5

const where = machine()
const result = { machine: where }
const blocks = {}
const count = (n) => (n < 10 ? n.toFixed(2).replace(/\.00$/, '') : Math.round(n).toLocaleString('en'))
const ms = (n) => n.toFixed(1)

if (isWanted('append')) {
  const append = await benchLogAppend({ rounds })
  result.append = append
  blocks['log-append'] = [
    `Batches of 256 or 250 ms, a checkpoint every 2 s, entries of 70 bytes; medians of ${rounds} rounds, in turns. Peer: ${append[0]?.peer?.name ?? 'not run, no Go on this machine'}.`,
    '',
    '| writers | waits for publication | ours, a second | p50 ms | p99 ms | peer, a second | p50 ms | p99 ms | ours to peer |',
    '|---|---|---|---|---|---|---|---|---|',
    ...append.map(
      (one) =>
        `| ${count(one.writers)} | ${one.waitsForPublication ? 'yes' : 'no'} | ${count(one.ours.perSecond)} | ${ms(one.ours.p50Ms)} | ${ms(one.ours.p99Ms)} | ${
          one.peer === null
            ? 'not run | | | |'
            : `${count(one.peer.perSecond)} | ${ms(one.peer.p50Ms)} | ${ms(one.peer.p99Ms)} | ${one.ratio.toFixed(2)} |`
        }`,
    ),
  ]
}
if (isWanted('verify')) {
  const leaves = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
  const verify = benchLogVerify({ leaves })
  result.verify = verify
  blocks['log-verify'] = [
    '| leaves | seconds | leaves a second | processor seconds, start included | most memory, MB |',
    '|---|---|---|---|---|',
    ...verify.map(
      (one) =>
        `| ${count(one.leaves)} | ${one.seconds.toFixed(2)} | ${count(one.leavesPerSecond)} | ${one.cpuSeconds.toFixed(2)} | ${count(one.peakMB)} |`,
    ),
  ]
}
if (isWanted('prove')) {
  const prove = await benchLogProve()
  result.prove = prove
  blocks['log-prove'] = [
    '| leaves | p50 ms | p99 ms | processor ms |',
    '|---|---|---|---|',
    ...prove.map(
      (one) => `| ${count(one.leaves)} | ${one.p50Ms.toFixed(2)} | ${one.p99Ms.toFixed(2)} | ${one.cpuMs.toFixed(2)} |`,
    ),
  ]
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
if (args.includes('--write')) writeFigures(where, blocks)
