import { encodeUtf8 } from '@recourse/log'
import { publishedPolicy, type WitnessPolicy } from './policy-file.ts'
import type { LogIdentity, TileStore } from './ports.ts'
import { sameBytes } from './same-bytes.ts'

/**
 * `vkey` (the Ed25519 key in one line), `keys` (all of them) and `policy` beside the tiles. The first two never change; the
 * policy follows RECOURSE_WITNESSES. @throws LogStop `tile_conflict`: other keys lie there
 */
export async function writeLogFiles(tiles: TileStore, { vkeys }: LogIdentity, policy: WitnessPolicy): Promise<void> {
  await tiles.create([
    { path: 'vkey', bytes: encodeUtf8(`${vkeys[0] ?? ''}\n`) },
    { path: 'keys', bytes: encodeUtf8(vkeys.map((vkey) => `${vkey}\n`).join('')) },
  ])
  const bytes = publishedPolicy(vkeys, policy)
  const there = await tiles.read('policy')
  if (there !== null && sameBytes(there, bytes)) return
  await tiles.replace('policy', bytes)
}
