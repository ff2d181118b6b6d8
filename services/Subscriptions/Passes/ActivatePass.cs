using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>The invoice of a pass that was bought online is paid: the pass can be used from now on.</summary>
internal sealed class ActivatePass(PassStore passes, TimeProvider clock) : IEventHandler<InvoicePaid>
{
    public static bool Concerns(InvoicePaid e) => e.Source is { Kind: SubjectKinds.Pass };

    public async Task Handle(InvoicePaid e, CancellationToken ct)
    {
        if (await passes.Claim(e.Source!.Id, ct) is { } pass)
        {
            pass.Activate(e.Actor, clock.GetUtcNow());
        }
    }
}
