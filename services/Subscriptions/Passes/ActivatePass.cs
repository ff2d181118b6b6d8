using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>The invoice of a pass that was bought online is paid: the pass can be used from now on.</summary>
internal sealed class ActivatePass(PassStore passes, TimeProvider clock) : IEventHandler<InvoicePaid>
{
    public async Task Handle(InvoicePaid e, CancellationToken ct)
    {
        if (e.Source is { Kind: SubjectKinds.Pass } source && await passes.Claim(source.Id, ct) is { } pass)
        {
            pass.Activate(e.Actor, clock.GetUtcNow());
        }
    }
}
