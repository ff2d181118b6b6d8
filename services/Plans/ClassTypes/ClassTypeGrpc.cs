using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Plans.V1;

namespace Plans.ClassTypes;

internal sealed class ClassTypeGrpc : Wire.ClassTypeService.ClassTypeServiceBase
{
    public override Task<Wire.ClassType> CreateClassType(Wire.CreateClassTypeRequest request, ServerCallContext context) =>
        context.Feature<CreateClassType>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ClassType> GetClassType(Wire.GetClassTypeRequest request, ServerCallContext context) =>
        context.Feature<GetClassType>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListClassTypesResponse> ListClassTypes(Wire.ListClassTypesRequest request, ServerCallContext context) =>
        context.Feature<ListClassTypes>().Handle(request, context.CancellationToken);

    public override Task<Wire.ClassType> UpdateClassType(Wire.UpdateClassTypeRequest request, ServerCallContext context) =>
        context.Feature<UpdateClassType>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ClassType> RetireClassType(Wire.RetireClassTypeRequest request, ServerCallContext context) =>
        context.Feature<RetireClassType>().Handle(request, context.Caller(), context.CancellationToken);
}
