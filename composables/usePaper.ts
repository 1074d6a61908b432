/** Whether the talk is on its way to paper, for components: they show then what a hand would have brought out. */
export { isOnPaper } from '../runner/code/on-paper.ts'
