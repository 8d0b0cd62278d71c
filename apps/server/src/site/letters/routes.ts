import { draftLetter, LETTER_LAWS, type LetterLaw } from '@recourse/papers'
import { z } from 'zod'
import type { Routes } from '../../http/door.ts'
import { nothing } from '../../http/read.ts'
import { ApiError } from '../../http/refusal.ts'
import { draftRequestLetter, letterAsPdf } from '../../service/register/draft-letter.ts'
import type { FindingView } from '../../service/register/view.ts'
import type { SiteDeps } from '../deps.ts'
import { langQuery } from '../lang.ts'
import { RULE_WORDS } from '../rule-words.ts'
import { renderPage } from '../shell.tsx'
import { type LettersPageProps, lettersPage } from './page.tsx'

/** All that a letter's address may hold: key, rule, law, and the page's language (abuse.md P25). */
const asked = {
  'use-case': z.string().max(400).catch('').default(''),
  rule: z.string().max(40).catch('').default(''),
  law: z
    .enum(['', ...LETTER_LAWS])
    .catch('')
    .default(''),
  ...langQuery,
}
const query = z.object(asked)
type Asked = z.output<typeof query>

export function letterRoutes({ site, store, clock }: SiteDeps): Routes {
  const propsOf = async ({ 'use-case': key, rule, law, lang }: Asked): Promise<LettersPageProps> => {
    if (key === '') return { kind: 'start', unknown: null }
    const found = await store.findUseCase(key.toLowerCase())
    if (!found) return { kind: 'start', unknown: key }
    const standing = found.findings.filter((finding) => finding.endedAt === null && finding.state !== 'withdrawn')
    if (rule !== '' && law !== '' && found.summary.jurisdiction === 'us') {
      const letter = await draftRequestLetter({ store, clock }, { key, rule, law, coverLang: lang })
      if (letter.ok) {
        const { request, finding } = letter
        return { kind: 'drafted', useCase: found.summary, finding, law, draft: draftLetter(request) }
      }
    }
    const findings = oneOfEachRule(standing)
    const known = findings.some((finding) => finding.rule === rule.toUpperCase())
    return {
      kind: 'choose',
      useCase: found.summary,
      findings,
      rule: known ? rule.toUpperCase() : '',
      gone: rule !== '' && !known,
      rules: RULE_WORDS,
    }
  }
  const letterOf = async ({ 'use-case': key, rule, law, lang }: Asked) => {
    if (law === '') throw new ApiError('not_found')
    const letter = await draftRequestLetter({ store, clock }, { key, rule, law, coverLang: lang })
    if (!letter.ok) throw new ApiError('not_found')
    return { ...letter, name: fileName(key, rule, law) }
  }
  return ({ page, file }) => {
    page({
      url: '/letters',
      params: nothing,
      query,
      answer: async ({ query: given }) => ({
        kind: 'page',
        html: renderPage(site, lettersPage(given.lang, await propsOf(given))),
      }),
    })
    file({
      url: '/letters/letter.txt',
      params: nothing,
      query,
      async answer({ query: given }) {
        const { text, name } = await letterOf(given)
        return { type: 'text/plain; charset=utf-8', body: text, fileName: `${name}.txt` }
      },
    })
    file({
      url: '/letters/letter.pdf',
      params: nothing,
      query,
      async answer({ query: given }) {
        const { request, name } = await letterOf(given)
        return { type: 'application/pdf', body: await letterAsPdf(request), fileName: `${name}.pdf` }
      },
    })
  }
}

/** Letters are about a rule: of several findings of one rule the first stands for all. */
function oneOfEachRule(findings: readonly FindingView[]): readonly FindingView[] {
  return findings.filter((finding, at) => findings.findIndex((one) => one.rule === finding.rule) === at)
}

/** Says what the letter is about and nothing of who writes it. */
function fileName(key: string, rule: string, law: LetterLaw): string {
  return ['request', law, key, rule].map((part) => part.toLowerCase().replace(/[^a-z0-9]+/g, '-')).join('-')
}
