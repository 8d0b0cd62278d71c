import type { RegisterStore } from '../ports.ts'
import type { ChangeItem } from './view.ts'

/** The newest changes of the register, newest first: imports, entries that changed, findings that changed or ended. */
export async function changes(store: RegisterStore, limit: number): Promise<readonly ChangeItem[]> {
  const [imports, entries, findings] = await Promise.all([
    store.inventories(),
    store.entryChanges(limit),
    store.findingChanges(limit),
  ])
  const items: ChangeItem[] = [
    ...imports.slice(0, limit).map((one) => ({
      id: `inventory-${one.id}`,
      at: one.importedAt,
      kind: 'inventory' as const,
      title: `${one.file} imported`,
      detail: `${one.records} records: ${one.added} added, ${one.updated} updated, ${one.unchanged} unchanged, ${one.quarantined} rejected, ${one.absent} no longer listed. SHA-256 ${one.sha256}`,
      path: `/inventories/${one.id}`,
    })),
    ...entries.map((one) => ({
      id: `entry-${one.entryKey}-${one.year}-${one.inventory.id}`,
      at: one.at,
      kind: 'entry' as const,
      title: `${one.entryKey} (${one.year}): ${ENTRY_WORDS[one.kind]}`,
      detail:
        one.cells.length === 0
          ? `by ${one.inventory.file}`
          : `by ${one.inventory.file}: ${one.cells.map((cell) => cell.column).join(', ')}`,
      path: `/use-cases/${one.entryKey}`,
    })),
    ...findings.map((one) => ({
      id: `finding-${one.id}-${one.changedAt}`,
      at: one.changedAt,
      kind: 'finding' as const,
      title: one.endedAt === null ? `${one.rule} changed` : `${one.rule} no longer applies`,
      detail: one.message,
      path: one.useCaseKey === null ? `/findings/${one.rule}` : `/use-cases/${one.useCaseKey}`,
    })),
  ]
  return items.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1)).slice(0, limit)
}

const ENTRY_WORDS = {
  updated: 'declaration changed',
  absent: 'no longer listed',
  returned: 'listed again',
} as const
