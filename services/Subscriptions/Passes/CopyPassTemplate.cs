using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>Keeps a copy of each pass template, as it was announced last.</summary>
internal sealed class CopyPassTemplate(SubscriptionsDb db, TimeProvider clock) : IEventHandler<PassTemplateChanged>
{
    public async Task Handle(PassTemplateChanged e, CancellationToken ct)
    {
        var known = await db.PassTemplates.FirstOrDefaultAsync(t => t.Id == e.AggregateId, ct);
        if (known is null)
        {
            db.PassTemplates.Add(PassTemplate.Create(e, clock.GetUtcNow()));
        }
        else if (e.OccurredAt >= known.AnnouncedAt)
        {
            known.Update(e, clock.GetUtcNow());
        }
    }
}
