import type { LogCrypto } from './service/log/ports.ts'
import type { LogReader } from './service/log/verify/reader.ts'
import { trustOf } from './service/log/verify/trust.ts'
import { type LogVerdict, verifyLog } from './service/log/verify/verify-log.ts'
import { sha256 } from './store/keys/sha256.ts'
import { signatureChecks } from './store/keys/signature.ts'
import { blocksHere, blocksInThreads } from './store/tiles/block-pool.ts'
import { directoryReader } from './store/tiles/directory-reader.ts'
import { isAddress, type UrlReaderOptions, urlReader } from './store/tiles/url-reader.ts'

export const logCrypto: LogCrypto = { sha256, checks: signatureChecks }

/** A folder or an address as a reader. @throws LogUnreadable for an address that is not read */
export function readerOf(place: string, options: UrlReaderOptions & { readonly packed?: boolean } = {}): LogReader {
  return isAddress(place) ? urlReader(place, options) : directoryReader(place, { packed: options.packed === true })
}

/** Blocks of a folder are spread over the machine; those of an address wait for the network, in this thread. */
export function poolFor(reader: LogReader, place: string) {
  return isAddress(place) ? blocksHere(reader) : blocksInThreads(place, reader)
}

export interface VerifyPlace {
  readonly place: string
  readonly vkeys: readonly string[]
  readonly policyFile: Uint8Array | null
  readonly since?: Uint8Array
  readonly signal: AbortSignal
  readonly onLeaves: (leaves: number, of: bigint) => void
}

/** `log verify`: any tlog-tiles log, wherever it lies. @throws LogUnreadable; LogError for a vkey or policy that cannot be read */
export async function verifyPlace(asked: VerifyPlace): Promise<LogVerdict> {
  const reader = readerOf(asked.place, { signal: asked.signal, packed: true })
  const pool = poolFor(reader, asked.place)
  try {
    return await verifyLog({
      ...asked,
      crypto: logCrypto,
      reader,
      pool,
      trust: trustOf(logCrypto, asked.vkeys, asked.policyFile),
      now: () => performance.now(),
    })
  } finally {
    await pool.close()
  }
}
