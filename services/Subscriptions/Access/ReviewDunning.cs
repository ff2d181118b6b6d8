using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Access;

/// <summary>A subscription runs again, or its days begin at another time: what dunning has asked for meanwhile may be possible now.</summary>
internal sealed class ReviewDunning<TEvent>(DunningReview review) : IEventHandler<TEvent>
    where TEvent : ISubjectEvent
{
    public Task Handle(TEvent e, CancellationToken ct) =>
        e is CustomerChanged ? review.OfCustomer(e.AggregateId, ct) : review.OfSubscription(e.AggregateId, ct);
}
