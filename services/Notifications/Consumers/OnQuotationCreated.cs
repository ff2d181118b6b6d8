using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A quotation was made: the chatter begins.</summary>
internal sealed class OnQuotationCreated(ChatterWriter chatter) : IEventHandler<QuotationCreated>
{
    public static bool Batched => true;

    public Task LookUp(IReadOnlyList<QuotationCreated> set, CancellationToken ct) => chatter.LookUp(set, ct);

    public Task Handle(QuotationCreated e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.QuotationCreated, visible: false, new ChatterDetails { NewStage = "quotation", Amount = e.RecurringTotal }, ct);
}
