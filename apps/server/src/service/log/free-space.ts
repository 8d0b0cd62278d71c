import type { LogStore } from './log-store.ts'
import { LogStop, type TileStore } from './ports.ts'

/** Hashes, entry and partial tiles of one leaf, with room to spare. */
const BYTES_A_LEAF = 512n

/**
 * Below the larger of the floor and an hour's growth sequencing stops, and reading goes on (log.md section 6).
 * @throws LogStop `tile_store_full`
 */
export async function checkFreeSpace(
  store: LogStore,
  tiles: TileStore,
  log: number,
  { now, floorBytes }: { readonly now: number; readonly floorBytes: number },
): Promise<void> {
  const free = await tiles.freeBytes()
  if (free === null) return
  const growth = await store.growthSince(log, BigInt(Math.floor(now / 1000)) - 3_600n)
  const floor = Math.max(floorBytes, Number((growth?.leaves ?? 0n) * BYTES_A_LEAF))
  if (free >= floor) return
  throw new LogStop(
    'tile_store_full',
    'log.md 6',
    `${tiles.place} has ${free} bytes left, and the log keeps ${floor} free. Nothing is sequenced until space is made; it goes on by itself then.`,
  )
}
