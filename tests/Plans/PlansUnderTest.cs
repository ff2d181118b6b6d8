using Contracts.Common.V1;
using ServiceDefaults.Data;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

/// <summary>The Plans service, with words for what its tests do again and again.</summary>
public sealed class PlansUnderTest : IAsyncLifetime, IAsyncDisposable
{
    private ServiceUnderTest<PlansDb>? _service;

    public ServiceUnderTest<PlansDb> Service => _service ?? throw new InvalidOperationException("It has not been started.");

    public TestClock Clock => Service.Clock;

    public Wire.PlanService.PlanServiceClient Plans => Service.Client<Wire.PlanService.PlanServiceClient>(Service.Tokens.Staff("plans"));

    public Wire.ProductService.ProductServiceClient Products => Service.Client<Wire.ProductService.ProductServiceClient>(Service.Tokens.Staff("plans"));

    public Wire.PassTemplateService.PassTemplateServiceClient Templates =>
        Service.Client<Wire.PassTemplateService.PassTemplateServiceClient>(Service.Tokens.Staff("plans"));

    public Wire.ClassTypeService.ClassTypeServiceClient ClassTypes => Service.Client<Wire.ClassTypeService.ClassTypeServiceClient>(Service.Tokens.Staff("plans"));

    public static async Task<PlansUnderTest> Start(DatabaseProvider database = DatabaseProvider.Sqlite)
    {
        var plans = new PlansUnderTest();
        await plans.Start(new ServiceSettings { Database = database });
        return plans;
    }

    public Task InitializeAsync() => Start(new ServiceSettings());

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    public async Task<Wire.Plan> Create(Wire.Plan plan) => await Plans.CreatePlanAsync(new Wire.CreatePlanRequest { Plan = plan });

    public async Task<Wire.Product> Create(Wire.Product product) => await Products.CreateProductAsync(new Wire.CreateProductRequest { Product = product });

    public async Task<Wire.PassTemplate> Create(Wire.PassTemplate template) =>
        await Templates.CreatePassTemplateAsync(new Wire.CreatePassTemplateRequest { PassTemplate = template });

    public async Task<Wire.ClassType> CreateClassType(string name = "Yoga") =>
        await ClassTypes.CreateClassTypeAsync(new Wire.CreateClassTypeRequest { ClassType = new Wire.ClassType { Name = Some.Text(("en", name)) } });

    public async Task<Wire.Plan> Read(Wire.Plan plan) => await Plans.GetPlanAsync(new Wire.GetPlanRequest { Id = plan.Id });

    public async Task<Wire.Product> Read(Wire.Product product) => await Products.GetProductAsync(new Wire.GetProductRequest { Id = product.Id });

    public async Task<Wire.PassTemplate> Read(Wire.PassTemplate template) =>
        await Templates.GetPassTemplateAsync(new Wire.GetPassTemplateRequest { Id = template.Id });

    /// <summary>Everything that there is.</summary>
    public async Task<(Wire.ListPlansResponse Plans, Wire.ListProductsResponse Products, Wire.ListPassTemplatesResponse Templates)> All() =>
        (await Plans.ListPlansAsync(new Wire.ListPlansRequest { IncludeArchived = true, PageSize = 200 }),
            await Products.ListProductsAsync(new Wire.ListProductsRequest { IncludeArchived = true, PageSize = 200 }),
            await Templates.ListPassTemplatesAsync(new Wire.ListPassTemplatesRequest { IncludeArchived = true, PageSize = 200 }));

    private async Task Start(ServiceSettings settings) =>
        _service = await ServiceUnderTest<PlansDb>.Start(builder => builder.AddPlans(), endpoints => endpoints.MapPlans(), settings);
}

/// <summary>Plans, products and templates with what a test does not care about filled in.</summary>
internal static class Some
{
    public static Wire.Plan Plan(string name = "Pro", decimal price = 40, string currency = "EUR", Action<Wire.Plan>? change = null)
    {
        var plan = new Wire.Plan
        {
            Name = Text(("en", name)),
            BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 },
            Price = Money.From(price, currency),
        };
        change?.Invoke(plan);
        return plan;
    }

    public static Wire.Product Product(string name = "Seat", decimal price = 5, string currency = "EUR", Action<Wire.Product>? change = null)
    {
        var product = new Wire.Product { Name = Text(("en", name)), Kind = Wire.ProductKind.Recurring, Price = Money.From(price, currency) };
        change?.Invoke(product);
        return product;
    }

    public static Wire.PassTemplate PassTemplate(string name = "Standard", decimal price = 320, Action<Wire.PassTemplate>? change = null)
    {
        var template = new Wire.PassTemplate
        {
            Name = Text(("en", name)),
            Price = Money.From(price, "PLN"),
            Terms = new PassTerms { Classes = 8, Validity = new PassValidity { Unit = PassValidityUnit.Month, Count = 1 } },
        };
        change?.Invoke(template);
        return template;
    }

    public static LocalizedText Text(params (string Language, string Value)[] values) =>
        LocalizedText.From(values.ToDictionary(v => v.Language, v => v.Value));
}
