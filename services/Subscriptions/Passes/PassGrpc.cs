using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

internal sealed class PassGrpc : Wire.PassService.PassServiceBase
{
    public override Task<Wire.Pass> SellPass(Wire.SellPassRequest request, ServerCallContext context) =>
        context.Feature<SellPass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PassSalePreview> PreviewPassSale(Wire.PreviewPassSaleRequest request, ServerCallContext context) =>
        context.Feature<SellPass>().Handle(request, context.CancellationToken);

    public override Task<Wire.Pass> GetPass(Wire.GetPassRequest request, ServerCallContext context) =>
        context.Feature<GetPass>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListPassesResponse> ListPasses(Wire.ListPassesRequest request, ServerCallContext context) =>
        context.Feature<ListPasses>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListPassEntriesResponse> ListPassEntries(Wire.ListPassEntriesRequest request, ServerCallContext context) =>
        context.Feature<ListPassEntries>().Handle(request, context.CancellationToken);

    public override Task<Wire.CheckInResponse> CheckIn(Wire.CheckInRequest request, ServerCallContext context) =>
        context.Feature<CheckIn>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.CheckInResponse> RecordMissedVisit(Wire.RecordMissedVisitRequest request, ServerCallContext context) =>
        context.Feature<RecordMissedVisit>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.RecordVisitsResponse> RecordVisits(Wire.RecordVisitsRequest request, ServerCallContext context) =>
        context.Feature<RecordVisits>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.CheckInResponse> UndoVisit(Wire.UndoVisitRequest request, ServerCallContext context) =>
        context.Feature<UndoVisit>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListVisitsResponse> ListVisits(Wire.ListVisitsRequest request, ServerCallContext context) =>
        context.Feature<ListVisits>().Handle(request, context.CancellationToken);

    public override Task<Wire.Pass> ExtendPass(Wire.ExtendPassRequest request, ServerCallContext context) =>
        context.Feature<ExtendPass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Pass> FreezePass(Wire.FreezePassRequest request, ServerCallContext context) =>
        context.Feature<FreezePass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Pass> UnfreezePass(Wire.UnfreezePassRequest request, ServerCallContext context) =>
        context.Feature<UnfreezePass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Pass> WithdrawPass(Wire.WithdrawPassRequest request, ServerCallContext context) =>
        context.Feature<WithdrawPass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PassWithdrawalPreview> PreviewPassWithdrawal(Wire.PreviewPassWithdrawalRequest request, ServerCallContext context) =>
        context.Feature<WithdrawPass>().Handle(request, context.CancellationToken);

    public override Task<Wire.WinBack> StartWinBack(Wire.StartWinBackRequest request, ServerCallContext context) =>
        context.Feature<StartWinBack>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.WinBack> GetWinBack(Wire.GetWinBackRequest request, ServerCallContext context) =>
        context.Feature<GetWinBack>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListWinBacksResponse> ListWinBacks(Wire.ListWinBacksRequest request, ServerCallContext context) =>
        context.Feature<GetWinBack>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListWinBackPassesResponse> ListWinBackPasses(Wire.ListWinBackPassesRequest request, ServerCallContext context) =>
        context.Feature<GetWinBack>().Handle(request, context.CancellationToken);
}
