/** This window's line to the kitchen, for components. */
export { useKitchen } from '../runner/kitchen/which-kitchen.ts'
