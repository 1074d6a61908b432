import type { Reporter, TestModule } from 'vitest/node'

/** Names every test that passed only when it was tried again: it is green, and still a question. */
export default class RetryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const retried = modules.flatMap(module => [...module.children.allTests('passed')]
      .filter(test => (test.diagnostic()?.retryCount ?? 0) > 0)
      .map(test => `  ${module.relativeModuleId}: ${test.fullName} (tried ${test.diagnostic()!.retryCount + 1} times)`))
    if (retried.length > 0)
      console.log(`\nPassed only when tried again:\n${retried.join('\n')}\n`)
  }
}
