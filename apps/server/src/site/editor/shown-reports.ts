import { field } from '@recourse/register'
import type { RegisterStore } from '../../service/ports.ts'
import type { ReportShown } from './reports.tsx'

/** Open reports with the published text each is about: the editor judges it, while pages may hide it. */
export async function shownReports(store: RegisterStore): Promise<readonly ReportShown[]> {
  const reports = await store.openReports()
  if (!reports.some((report) => report.column !== '')) return reports.map((report) => ({ report, cell: null }))
  const { entries } = await store.loadFacts()
  return reports.map((report) => {
    const entry = entries.find((one) => one.key === report.entryKey && one.year === report.year)
    if (report.column === '' || entry === undefined) return { report, cell: null }
    return { report, cell: field(entry, report.column).raw }
  })
}
