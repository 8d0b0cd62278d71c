import { expect, test } from 'vitest'
import { csvLine, csvText } from './csv.ts'

test('cells that a spreadsheet would run are neutralised, numbers are numbers', () => {
  expect(csvLine(['=1+1', '@x', -3, null, 'plain'])).toBe("'=1+1,'@x,-3,,plain\r\n")
})

test('quotes, commas and line ends stay inside their cell', () => {
  expect(csvText(['a', 'b'], [['x, "y"', 'two\nlines']])).toBe('\uFEFFa,b\r\n"x, ""y""","two\nlines"\r\n')
})
