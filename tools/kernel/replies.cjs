// Heals: a client that goes by the protocol takes a cell that was skipped for one that went well,
// and finds no name for what went wrong in one that failed. tslab writes "abort" for "aborted",
// and says nothing of an error but that there was one.

/** Changes how a handler answers. */
function answerByProtocol(handler) {
  const { handleExecute } = handler;
  handler.handleExecute = async (...request) => {
    const reply = await handleExecute.apply(handler, request);
    if (reply.status === 'abort') return { ...reply, status: 'aborted' };
    if (reply.status !== 'error') return { ...reply, user_expressions: {}, payload: [] };
    // What happened stands in the cell already, as its stderr.
    return { ...reply, ename: 'Error', evalue: 'The cell failed, see its output.', traceback: [] };
  };
}

module.exports = { answerByProtocol };
