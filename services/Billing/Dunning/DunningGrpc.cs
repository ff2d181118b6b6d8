using Billing.Dunning.Campaigns;
using Billing.Dunning.Cases;
using Billing.Dunning.Timing;
using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning;

internal sealed class DunningGrpc : Wire.DunningService.DunningServiceBase
{
    public override Task<Wire.DunningCampaign> GetDunningCampaign(Wire.GetDunningCampaignRequest request, ServerCallContext context) =>
        context.Feature<GetDunningCampaign>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListDunningCampaignsResponse> ListDunningCampaigns(Wire.ListDunningCampaignsRequest request, ServerCallContext context) =>
        context.Feature<ListDunningCampaigns>().Handle(request, context.CancellationToken);

    public override Task<Wire.DunningCampaign> CreateDunningCampaign(Wire.CreateDunningCampaignRequest request, ServerCallContext context) =>
        context.Feature<CreateDunningCampaign>().Handle(request, context.CancellationToken);

    public override Task<Wire.DunningCampaign> UpdateDunningCampaign(Wire.UpdateDunningCampaignRequest request, ServerCallContext context) =>
        context.Feature<UpdateDunningCampaign>().Handle(request, context.CancellationToken);

    public override Task<Wire.DunningCampaign> DeleteDunningCampaign(Wire.DeleteDunningCampaignRequest request, ServerCallContext context) =>
        context.Feature<DeleteDunningCampaign>().Handle(request, context.CancellationToken);

    public override Task<Wire.CalculateDunningScheduleResponse> CalculateDunningSchedule(Wire.CalculateDunningScheduleRequest request, ServerCallContext context) =>
        context.Feature<CalculateDunningSchedule>().Handle(request, context.CancellationToken);

    public override Task<Wire.DunningCase> GetDunningCase(Wire.GetDunningCaseRequest request, ServerCallContext context) =>
        context.Feature<GetDunningCase>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListDunningCasesResponse> ListDunningCases(Wire.ListDunningCasesRequest request, ServerCallContext context) =>
        context.Feature<ListDunningCases>().Handle(request, context.CancellationToken);

    public override Task<Wire.DunningCase> RetryDunningCase(Wire.RetryDunningCaseRequest request, ServerCallContext context) =>
        context.Feature<RetryDunningCase>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningCase> PauseDunningCase(Wire.PauseDunningCaseRequest request, ServerCallContext context) =>
        context.Feature<PauseDunningCase>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningCase> ResumeDunningCase(Wire.ResumeDunningCaseRequest request, ServerCallContext context) =>
        context.Feature<ResumeDunningCase>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningCase> ExtendDunningCase(Wire.ExtendDunningCaseRequest request, ServerCallContext context) =>
        context.Feature<ExtendDunningCase>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningCase> ResolveDunningCase(Wire.ResolveDunningCaseRequest request, ServerCallContext context) =>
        context.Feature<ResolveDunningCase>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningCase> WriteOffDunningCase(Wire.WriteOffDunningCaseRequest request, ServerCallContext context) =>
        context.Feature<WriteOffDunningCase>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.RetryTimingReport> GetRetryTimingReport(Wire.GetRetryTimingReportRequest request, ServerCallContext context) =>
        context.Feature<GetRetryTimingReport>().Handle(request, context.CancellationToken);

    public override Task<Wire.DunningExemption> SetDunningExemption(Wire.SetDunningExemptionRequest request, ServerCallContext context) =>
        context.Feature<SetDunningExemption>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningExemption> GetDunningExemption(Wire.GetDunningExemptionRequest request, ServerCallContext context) =>
        context.Feature<GetDunningExemption>().Handle(request, context.CancellationToken);
}
