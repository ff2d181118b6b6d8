using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>The invoice of a pass was voided, or is not asked for any more: one that still waited for its payment is over (domain.md A2).</summary>
internal sealed class EndUnpaidPass<TEvent>(PassStore passes, TimeProvider clock) : IEventHandler<TEvent>
    where TEvent : ISubjectEvent
{
    /// <summary>Most invoices are of subscriptions.</summary>
    public static bool Concerns(TEvent e) => e.Source is { Kind: SubjectKinds.Pass };

    public async Task Handle(TEvent e, CancellationToken ct)
    {
        if (await passes.Claim(e.Source!.Id, ct) is { } pass)
        {
            pass.EndUnpaid(e.Subject, e.Actor, clock.GetUtcNow());
        }
    }
}
