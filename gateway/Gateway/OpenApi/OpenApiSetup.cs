using Gateway.Transcoding;

namespace Gateway.OpenApi;

internal static class OpenApiSetup
{
    public static void AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddSingleton(_ => new ProtoComments(TranscodingSetup.ContractsAssembly));
        services.AddSingleton<OpenApiDocument>();
        services.AddSingleton<ApiReferencePage>();
        services.AddSingleton<ExampleAddress>();
    }

    public static void MapOpenApiDocument(this IEndpointRouteBuilder app)
    {
        var style = ReadStyle();
        app.MapGet("/openapi/v1.json", (OpenApiDocument document) => Results.Text(document.Text, "application/json")).AllowAnonymous();
        app.MapGet("/openapi", (ApiReferencePage page, ExampleAddress address, HttpRequest request) =>
            Results.Text(page.For(address.Of(request)), "text/html; charset=utf-8")).AllowAnonymous();
        app.MapGet("/openapi/reader.css", () => Results.Text(style, "text/css; charset=utf-8")).AllowAnonymous();
    }

    private static string ReadStyle()
    {
        using var stream = typeof(OpenApiSetup).Assembly.GetManifestResourceStream("Gateway.OpenApi.reader.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
