using Billing.Dunning.Campaigns;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>A case is over: so are those whose invoices it had taken over after their final action, and with them the restriction that they left.</summary>
internal sealed class EndTakenOverCases(BillingDb db, TimeProvider clock) : IEventHandler<DunningResolved>
{
    public async Task Handle(DunningResolved e, CancellationToken ct)
    {
        // Most have taken over none.
        var taken = await db.DunningCases.Where(c => c.TakenOverById == e.AggregateId).ToListAsync(ct);
        if (taken.Count == 0)
        {
            return;
        }

        var state = await db.DunningCases.Where(c => c.Id == e.AggregateId).Select(c => c.State).SingleAsync(ct);
        foreach (var each in taken)
        {
            each.EndWith(state, e.Resolution, e.Reason, e.Actor, clock.GetUtcNow());
        }
    }
}

/// <summary>The same, where its final action was to write off what was due.</summary>
internal sealed class EndWrittenOffCases(BillingDb db, TimeProvider clock) : IEventHandler<DunningExhausted>
{
    public async Task Handle(DunningExhausted e, CancellationToken ct)
    {
        if (e.FinalAction != DunningWire.EventName(DunningFinalAction.WriteOff))
        {
            return;
        }

        foreach (var taken in await db.DunningCases.Where(c => c.TakenOverById == e.AggregateId).ToListAsync(ct))
        {
            taken.EndWith(DunningState.Resolved, DunningCase.WrittenOff, "", e.Actor, clock.GetUtcNow());
        }
    }
}

/// <summary>A case is recovered no more: nor are those that had been recovered with it.</summary>
internal sealed class LoseTakenOverRecoveries(BillingDb db, TimeProvider clock) : IEventHandler<DunningRecoveryLost>
{
    public async Task Handle(DunningRecoveryLost e, CancellationToken ct)
    {
        foreach (var taken in await db.DunningCases.Where(c => c.TakenOverById == e.AggregateId && c.State == DunningState.Recovered).ToListAsync(ct))
        {
            taken.RecoveryLost(clock.GetUtcNow());
        }
    }
}
