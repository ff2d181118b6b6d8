using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Plans.V1;

namespace Plans.Plans;

internal sealed class PlanGrpc : Wire.PlanService.PlanServiceBase
{
    public override Task<Wire.Plan> CreatePlan(Wire.CreatePlanRequest request, ServerCallContext context) =>
        context.Feature<CreatePlan>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Plan> GetPlan(Wire.GetPlanRequest request, ServerCallContext context) =>
        context.Feature<GetPlan>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListPlansResponse> ListPlans(Wire.ListPlansRequest request, ServerCallContext context) =>
        context.Feature<ListPlans>().Handle(request, context.CancellationToken);

    public override Task<Wire.Plan> UpdatePlan(Wire.UpdatePlanRequest request, ServerCallContext context) =>
        context.Feature<UpdatePlan>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Plan> ArchivePlan(Wire.ArchivePlanRequest request, ServerCallContext context) =>
        context.Feature<ArchivePlan>().Handle(request, context.Caller(), context.CancellationToken);
}
