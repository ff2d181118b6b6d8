using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>The invoice of a pass was voided, or is not asked for any more: one that still waited for its payment is over (domain.md A2).</summary>
internal sealed class EndUnpaidPass<TEvent>(PassStore passes, TimeProvider clock) : IEventHandler<TEvent>
    where TEvent : ISubjectEvent
{
    public async Task Handle(TEvent e, CancellationToken ct)
    {
        if (e.Source is { Kind: SubjectKinds.Pass } source && await passes.Claim(source.Id, ct) is { } pass)
        {
            pass.EndUnpaid(e.Subject, e.Actor, clock.GetUtcNow());
        }
    }
}
