import type { Reporter, TestModule } from 'vitest/node'

/** So much of what a test complained of stands in the list. */
const MOST_LINES = 12

/** Names every test that passed only when it was tried again, and why it failed before: it is green, and a question. */
export default class RetryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const retried = modules.flatMap(module => [...module.children.allTests('passed')]
      .filter(test => (test.diagnostic()?.retryCount ?? 0) > 0)
      .flatMap(test => [
        `  ${module.relativeModuleId}: ${test.fullName} (tried ${test.diagnostic()!.retryCount + 1} times)`,
        ...(test.result().errors ?? []).flatMap(({ message, diff = '' }) =>
          `${message}\n${diff}`.split('\n').filter(line => line.trim()).slice(0, MOST_LINES).map(line => `    ${line}`)),
      ]))
    if (retried.length > 0)
      console.log(`\nPassed only when tried again:\n${retried.join('\n')}\n`)
  }
}
