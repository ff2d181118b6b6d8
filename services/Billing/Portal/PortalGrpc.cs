using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

public sealed class PortalGrpc : Wire.PortalService.PortalServiceBase
{
    public override Task<Wire.Invoice> GetInvoice(Wire.GetPortalInvoiceRequest request, ServerCallContext context) =>
        context.Feature<GetInvoice>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalInvoicesResponse> ListInvoices(Wire.ListPortalInvoicesRequest request, ServerCallContext context) =>
        context.Feature<ListInvoices>().Handle(request, context.Caller(), context.CancellationToken);
}
