using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reports;

internal sealed class ReportGrpc : Wire.ReportService.ReportServiceBase
{
    public override Task<Wire.MrrReport> GetMrrReport(Wire.GetMrrReportRequest request, ServerCallContext context) =>
        context.Feature<GetMrrReport>().Handle(request, context.CancellationToken);

    public override Task<Wire.ChurnReport> GetChurnReport(Wire.GetChurnReportRequest request, ServerCallContext context) =>
        context.Feature<GetChurnReport>().Handle(request, context.CancellationToken);

    public override Task<Wire.RetentionReport> GetRetentionReport(Wire.GetRetentionReportRequest request, ServerCallContext context) =>
        context.Feature<GetRetentionReport>().Handle(request, context.CancellationToken);

    public override Task<Wire.DunningReport> GetDunningReport(Wire.GetDunningReportRequest request, ServerCallContext context) =>
        context.Feature<GetDunningReport>().Handle(request, context.CancellationToken);

    public override Task<Wire.PassRevenueReport> GetPassRevenue(Wire.GetPassRevenueRequest request, ServerCallContext context) =>
        context.Feature<GetPassRevenue>().Handle(request, context.CancellationToken);
}
