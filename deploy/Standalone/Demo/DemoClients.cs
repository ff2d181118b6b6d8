using System.Text.Json.Nodes;
using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Standalone.Demo;

/// <summary>The clients of an internal application, signed in by client credentials.</summary>
internal sealed class DemoClients : IDisposable
{
    private readonly GrpcChannel _channel;

    private DemoClients(GrpcChannel channel, string token)
    {
        _channel = channel;
        var invoker = channel.Intercept(metadata =>
        {
            metadata.Add("authorization", $"Bearer {token}");
            return metadata;
        });
        Plans = new PlanService.PlanServiceClient(invoker);
        Products = new ProductService.ProductServiceClient(invoker);
        ClassTypes = new ClassTypeService.ClassTypeServiceClient(invoker);
        PassTemplates = new PassTemplateService.PassTemplateServiceClient(invoker);
        Passes = new PassService.PassServiceClient(invoker);
        Customers = new CustomerService.CustomerServiceClient(invoker);
        CloseReasons = new CloseReasonService.CloseReasonServiceClient(invoker);
        Coupons = new CouponService.CouponServiceClient(invoker);
        Subscriptions = new SubscriptionService.SubscriptionServiceClient(invoker);
        Invoices = new InvoiceService.InvoiceServiceClient(invoker);
        MailTemplates = new MailTemplateService.MailTemplateServiceClient(invoker);
    }

    public PlanService.PlanServiceClient Plans { get; }

    public ProductService.ProductServiceClient Products { get; }

    public ClassTypeService.ClassTypeServiceClient ClassTypes { get; }

    public PassTemplateService.PassTemplateServiceClient PassTemplates { get; }

    public PassService.PassServiceClient Passes { get; }

    public CustomerService.CustomerServiceClient Customers { get; }

    public CloseReasonService.CloseReasonServiceClient CloseReasons { get; }

    public CouponService.CouponServiceClient Coupons { get; }

    public SubscriptionService.SubscriptionServiceClient Subscriptions { get; }

    public InvoiceService.InvoiceServiceClient Invoices { get; }

    public MailTemplateService.MailTemplateServiceClient MailTemplates { get; }

    public static async Task<DemoClients> SignIn(StandaloneOptions options, Credentials credentials, string key, CancellationToken ct)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add(DemoGate.Header, key);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.ClientId,
            ["client_secret"] = credentials.ClientSecret,
            ["scope"] = "plans subscriptions billing notifications",
        });
        using var response = await http.PostAsync(new Uri($"{options.Url}/oauth/token"), form, ct);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonObject>(ct))!["access_token"]!.GetValue<string>();
        return new DemoClients(GrpcChannel.ForAddress(options.GrpcUrl), token);
    }

    public void Dispose() => _channel.Dispose();
}
