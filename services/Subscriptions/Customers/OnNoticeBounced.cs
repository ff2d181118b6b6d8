using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Customers;

/// <summary>Remembers that mail to a customer's address came back.</summary>
internal sealed class OnNoticeBounced(EmailStatuses statuses, TimeProvider clock) : IEventHandler<NoticeBounced>
{
    public async Task Handle(NoticeBounced e, CancellationToken ct)
    {
        if (await statuses.Of(e.CustomerId, e.Address, ct) is { } status)
        {
            status.Bounced(e.SentAt ?? e.OccurredAt, e.OccurredAt, e.Permanent, e.Diagnostic, clock.GetUtcNow());
        }
    }
}
