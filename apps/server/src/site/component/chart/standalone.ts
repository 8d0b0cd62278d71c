import type { Lang } from '@recourse/papers'
import type { ComponentChild } from 'preact'
import type { Site } from '../../frame.ts'
import { renderFragment } from '../../shell.tsx'
import { linesOf } from './chart.tsx'

/** Fixed colours of a picture that leaves the site: it may land on any page, so it brings its paper with it. */
const RULES = `
.ground{fill:#fdfdfb}.title{font:700 18px sans-serif;fill:#1b1b1b}.subtitle,.source{font:13px sans-serif;fill:#50545a}
.chart{font:14px sans-serif}.chart-label,.chart-value{fill:#1b1b1b}.chart-value,.chart-strong{font-weight:700}.chart-note{fill:#50545a}
.chart-axis{stroke:#dcdcd6}.chart-stem,.chart-rest-line{stroke:#8b8d8f}.chart-main{fill:#1a4f96}.chart-main-line{stroke:#1a4f96}
.chart-second{fill:#835400}.chart-second-line{stroke:#835400}.chart-rest{fill:#dcdcd6}.chart-limit{stroke:#1b1b1b;stroke-width:2}
.square-filled{fill:#35604b}.square-hollow{fill:none;stroke:#8b8d8f;stroke-width:1.5}`.trim()

const WIDTH = 720
const EDGE = 24
const TEXT_PX = 14

export interface StandaloneTexts {
  readonly title: string
  readonly subtitle: string
  readonly alt: string
  /** Where it comes from, under the picture. */
  readonly source: string
}

/**
 * A chart as a file of its own: 720 px wide, with title, unit, source and colours inside. The chart is one `Chart`, whose
 * place and text units stay as they are on the page.
 */
export function standaloneSvg(site: Site, lang: Lang, chart: ComponentChild, texts: StandaloneTexts): string {
  const drawing = renderFragment(site, { lang, path: '/' }, chart)
  const height = /<svg class="chart[^"]*" width="100%" height="([\d.]+)em"/.exec(drawing)?.[1]
  if (height === undefined) throw new Error('only a Chart can be taken out of a page')
  const titles = linesOf(texts.title, 66)
  const subtitles = linesOf(texts.subtitle, 96)
  const top = 12 + titles.length * 24 + subtitles.length * 20 + 16
  const inside = drawing.replace(
    /<svg class="chart[^"]*" width="100%"/,
    `<svg class="chart" x="${EDGE}" y="${top}" width="${WIDTH - 2 * EDGE}" overflow="visible"`,
  )
  const tall = top + Math.ceil(Number(height) * TEXT_PX) + 48
  const text = (kind: string, y: number, words: string) =>
    `<text class="${kind}" x="${EDGE}" y="${y}">${escaped(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${tall}" viewBox="0 0 ${WIDTH} ${tall}" lang="${lang}">`,
    `<title>${escaped(texts.title)}</title><desc>${escaped(texts.alt)}</desc><style>${RULES}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${tall}"/>`,
    ...titles.map((line, at) => text('title', 36 + at * 24, line)),
    ...subtitles.map((line, at) => text('subtitle', 12 + titles.length * 24 + 20 * (at + 1), line)),
    inside,
    text('source', tall - 16, texts.source),
    '</svg>\n',
  ].join('\n')
}

function escaped(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
