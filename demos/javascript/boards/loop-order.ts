// #region show
console.log('script')
const { port1, port2 } = new MessageChannel()
port1.onmessage = () => console.log('mail')
setTimeout(() => console.log('timer'), 0)
port2.postMessage('hello')
queueMicrotask(() => {
  console.log('microtask')
  queueMicrotask(() => console.log('more'))
})
Promise.resolve()
  .then(() => console.log('then'))
  .then(() => console.log('then, again'))
console.log('the script is over')
// #endregion show
