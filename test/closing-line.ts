import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node'

/** Ends every run with one plain line, `N passed, N failed, N skipped`, and lists what was skipped by name. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], _reason: TestRunEndReason): void {
    let passed = 0
    let failed = errors.length
    const skipped: string[] = []
    for (const module of modules) {
      if (
        module.state() === 'failed' &&
        [...module.children.allTests()].every((one) => one.result().state !== 'failed')
      ) {
        failed++
      }
      for (const one of module.children.allTests()) {
        const { state } = one.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
        else skipped.push(`${module.relativeModuleId}: ${one.fullName}`)
      }
    }
    for (const name of skipped) console.log(`skipped: ${name}`)
    console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`)
  }
}
