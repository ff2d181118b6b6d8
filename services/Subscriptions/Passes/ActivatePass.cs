using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>The invoice of a pass that was bought online is paid: the pass can be used from now on.</summary>
internal sealed class ActivatePass(PassStore passes, TimeProvider clock) : IEventHandler<PaymentSucceeded>
{
    public async Task Handle(PaymentSucceeded e, CancellationToken ct)
    {
        if (e is { InvoicePaid: true, Source: { Kind: SubjectKinds.Pass } source } && await passes.Claim(source.Id, ct) is { } pass)
        {
            pass.Activate(e.Actor, clock.GetUtcNow());
        }
    }
}
