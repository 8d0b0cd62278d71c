import type { Assets } from '../assets.ts'
import type { Site } from '../frame.ts'

/** A site for tests: nobody named, nothing independent, every asset name answered with itself. */
export function siteForTests(assets?: Assets): Site {
  return {
    assets: assets ?? new Proxy({}, { get: (_, name) => `/static/${String(name)}` }),
    style: null,
    origin: 'https://recourse.example',
    operator: { name: null, keysBesideData: true, independentWitnesses: 0 },
    demo: false,
  }
}
