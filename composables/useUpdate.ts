/** Whether there is a newer version of the site, for components. */
export { useUpdate } from '../runner/kitchen/service-worker-host.ts'
