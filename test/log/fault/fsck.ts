import { fsckLog } from '../../../apps/server/src/service/log/fsck/fsck-log.ts'
import type { Finding } from '../../../apps/server/src/service/log/verify/finding.ts'
import { trustOf } from '../../../apps/server/src/service/log/verify/trust.ts'
import { fsckRows } from '../../../apps/server/src/store/postgres/log/fsck-rows.ts'
import { blocksHere } from '../../../apps/server/src/store/tiles/block-pool.ts'
import { directoryReader } from '../../../apps/server/src/store/tiles/directory-reader.ts'
import type { FaultLog } from './fault-log.ts'
import { FAULT_CRYPTO, faultKeys, faultSealing, logFolder } from './fault-parts.ts'

/** What `recourse log fsck` finds in the log's folder and in its rows; nothing where all is whole. */
export async function fsck({
  pool,
  place,
  identity,
}: Pick<FaultLog, 'pool' | 'place' | 'identity'>): Promise<readonly Finding[]> {
  const reader = directoryReader(logFolder(place))
  const trust = trustOf(FAULT_CRYPTO, faultKeys().vkeys, null)
  const sealing = faultSealing()
  const rows = await fsckRows(pool, { crypto: FAULT_CRYPTO, identity, trust, reader, sealing })
  const blocks = blocksHere(reader)
  try {
    const { findings } = await fsckLog({
      crypto: FAULT_CRYPTO,
      reader,
      pool: blocks,
      trust,
      policyFile: null,
      granularityHours: identity.granularityHours,
      database: rows.part,
      now: () => performance.now(),
    })
    return findings
  } finally {
    await rows.release()
    await blocks.close()
  }
}
