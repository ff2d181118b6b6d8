using Google.Api;
using Google.Protobuf.Reflection;
using ServiceDefaults.Access;

namespace Contracts.Tests;

/// <summary>
/// What clients depend on, one fact a line: each field's number and type, each enum value, each rpc with its route, callers and
/// idempotency level. A line that disappears or changes breaks a client; a line that is added breaks none.
/// </summary>
internal static class ContractDescription
{
    public static IReadOnlyList<string> Of(IEnumerable<FileDescriptor> files) =>
        [.. files.Where(IsOurs).SelectMany(Lines).Order(StringComparer.Ordinal)];

    public static bool IsOurs(FileDescriptor file) => !file.Package.StartsWith("google.", StringComparison.Ordinal) && !file.Package.StartsWith("grpc.", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(FileDescriptor file) =>
        file.EnumTypes.SelectMany(Lines)
            .Concat(file.MessageTypes.SelectMany(Lines))
            .Concat(file.Services.SelectMany(s => s.Methods).SelectMany(Lines));

    private static IEnumerable<string> Lines(EnumDescriptor type) => type.Values.Select(v => $"enum {type.FullName} {v.Name} = {v.Number}");

    private static IEnumerable<string> Lines(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Select(f => $"message {message.FullName} {f.Name} = {f.FieldNumber}: {TypeOf(f)}")
            .Prepend($"message {message.FullName}")
            .Concat(message.EnumTypes.SelectMany(Lines))
            .Concat(message.NestedTypes.Where(n => n.GetOptions()?.MapEntry != true).SelectMany(Lines));

    private static IEnumerable<string> Lines(MethodDescriptor method)
    {
        var rpc = Rpc.From(method);
        var name = $"rpc {method.Service.FullName}/{method.Name}";
        yield return $"{name} ({Stream(method.IsClientStreaming)}{method.InputType.FullName}) returns ({Stream(method.IsServerStreaming)}{method.OutputType.FullName})";
        yield return $"{name} callers {string.Join(", ", rpc.Callers.Order())}";
        yield return $"{name} idempotency {method.GetOptions()?.IdempotencyLevel ?? MethodOptions.Types.IdempotencyLevel.IdempotencyUnknown}";
        foreach (var route in RoutesOf(method))
        {
            yield return $"{name} route {route}";
        }
    }

    /// <summary>GET /admin/api/v1/plans/{id}; with the field that the body fills, where there is a body.</summary>
    public static IEnumerable<string> RoutesOf(MethodDescriptor method) =>
        method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule ? rule.AdditionalBindings.Prepend(rule).Select(Route) : [];

    private static string Route(HttpRule rule)
    {
        var path = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => rule.Get,
            HttpRule.PatternOneofCase.Put => rule.Put,
            HttpRule.PatternOneofCase.Post => rule.Post,
            HttpRule.PatternOneofCase.Delete => rule.Delete,
            _ => rule.Patch,
        };
        return $"{rule.PatternCase.ToString().ToUpperInvariant()} {path}{(rule.Body.Length > 0 ? $" body {rule.Body}" : "")}";
    }

    private static string TypeOf(FieldDescriptor field)
    {
        if (field.IsMap)
        {
            return $"map<{TypeOf(field.MessageType.FindFieldByNumber(1))}, {TypeOf(field.MessageType.FindFieldByNumber(2))}>";
        }

        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        var label = field.IsRepeated ? "repeated " : field.HasPresence && field.RealContainingOneof is null && field.FieldType != FieldType.Message ? "optional " : "";
        return $"{label}{type}{(field.RealContainingOneof is { } choice ? $" in oneof {choice.Name}" : "")}";
    }

    private static string Stream(bool streams) => streams ? "stream " : "";
}
