using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Subscriptions.Passes;

/// <summary>Keeps a copy of each class type, as it was announced last, and its name on the templates that have it.</summary>
internal sealed class CopyClassType(SubscriptionsDb db, TimeProvider clock) : IEventHandler<ClassTypeChanged>
{
    public async Task Handle(ClassTypeChanged e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await db.ClassTypes.FirstOrDefaultAsync(t => t.Id == e.AggregateId, ct);
        if (known is null)
        {
            db.ClassTypes.Add(ClassType.Create(e, now));
            return;
        }

        if (e.OccurredAt < known.AnnouncedAt)
        {
            return;
        }

        known.Update(e, now);
        foreach (var template in await db.PassTemplates.Where(t => t.Terms.ClassTypeId == e.AggregateId).ToListAsync(ct))
        {
            template.RenameClassType(e.Name, now);
        }
    }
}
