using Plans.ClassTypes;
using Plans.Parking;
using Plans.PassTemplates;
using Plans.Plans;
using Plans.Products;
using ServiceDefaults;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;
using ServiceDefaults.Parking;

namespace Plans;

/// <summary>The Plans service: recurring plans, the products that are sold beside them, pass templates and class types.</summary>
public static class PlansModule
{
    public static void AddPlans(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<PlansDb, PlansSqliteDb, PlansSqlServerDb, PlansPostgresDb>("plans");
        builder.Services.AddOutbox<PlansDb>();
        builder.Services.AddParkedWork<PlansDb>();
        builder.Services.AddFeatures<PlansDb>();
    }

    public static void MapPlans(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<PlanGrpc>();
        endpoints.MapGrpcService<ProductGrpc>();
        endpoints.MapGrpcService<PassTemplateGrpc>();
        endpoints.MapGrpcService<ClassTypeGrpc>();
        endpoints.MapGrpcService<ParkedWorkGrpc>();
    }
}
