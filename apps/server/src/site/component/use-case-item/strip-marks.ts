import type { YearMark } from '../../../service/register/view.ts'
import { entryAnchor, useCasePath } from '../../path.ts'
import type { YearMark as StripMark } from '../year-strip/year-strip.tsx'

/** Years of the federal inventories, each of which a use case stands in or not. */
export const FEDERAL_YEARS: readonly number[] = [2023, 2024, 2025]

/** The marks of one use case for the strip: federal use cases show every federal year, others their own. */
export function stripMarks(useCase: { readonly key: string }, marks: readonly YearMark[]): readonly StripMark[] {
  const federal = marks.some((mark) => FEDERAL_FORMATS.has(mark.format))
  const years = federal ? FEDERAL_YEARS : [...new Set(marks.map((mark) => mark.year))].sort((a, b) => a - b)
  return years.map((year) => {
    const mark = marks.find((one) => one.year === year)
    if (mark === undefined) return { year, state: 'absent', declared: '', path: null }
    return {
      year,
      state: mark.present ? 'present' : 'gone',
      declared: [mark.stage, mark.impact].filter((word) => word !== '').join(', '),
      path: useCasePath(useCase.key, entryAnchor(mark)),
    }
  })
}

const FEDERAL_FORMATS: ReadonlySet<string> = new Set(['omb-2023', 'omb-2024', 'omb-2025'])
