using Google.Protobuf.Reflection;

namespace Contracts.Tests;

/// <summary>The contracts explain themselves; the comments are those of the embedded descriptor set.</summary>
public sealed class CommentTests
{
    private static readonly IReadOnlyList<FileDescriptorProto> Files = Load();

    [Fact]
    public void Every_service_says_what_it_is_for() =>
        Files.SelectMany(f => f.Service.Select((s, i) => (Name: $"{f.Package}.{s.Name}", Comment: Comment(f, 6, i))))
            .Where(s => s.Comment.Length == 0).Select(s => s.Name).ShouldBeEmpty();

    /// <summary>A number without its unit and bounds is a riddle; where the same field was explained before, it is none.</summary>
    [Fact]
    public void Every_number_is_explained_where_its_name_stands_first()
    {
        var numbers = Fields().Where(f => f.Field.Type is FieldDescriptorProto.Types.Type.Int32 or FieldDescriptorProto.Types.Type.Int64).ToList();
        numbers.Count.ShouldBeGreaterThan(10);
        var explained = numbers.Where(f => f.Comment.Length > 0).Select(f => f.Field.Name).ToHashSet();
        numbers.Where(f => !explained.Contains(f.Field.Name)).Select(f => f.Name).ShouldBeEmpty();
    }

    /// <summary>Whose time zone a civil date is in, and what a message is when it is absent, no name can tell.</summary>
    [Fact]
    public void Every_entity_and_value_says_what_it_is() =>
        Files.SelectMany(f => f.MessageType.Select((m, i) => (File: f, Message: m, Comment: Comment(f, 4, i))))
            .Where(m => !m.Message.Name.EndsWith("Request", StringComparison.Ordinal) && !m.Message.Name.EndsWith("Response", StringComparison.Ordinal))
            .Where(m => m.Comment.Length == 0 && m.Message.Field.Count > 6)
            .Select(m => $"{m.File.Package}.{m.Message.Name}").ShouldBeEmpty();

    [Fact]
    public void Refusals_are_documented_where_closing_is_declared()
    {
        var file = Files.Single(f => f.Name == "subscriptions/v1/portal_service.proto");
        var close = file.Service[0].Method.Select((m, i) => (m.Name, Comment: Comment(file, 6, 0, 2, i))).Single(m => m.Name == "CloseSubscription");

        foreach (var reason in (string[])["SELF_SERVICE_DISABLED", "PLAN_NOT_CLOSABLE", "NOT_CONFIRMED", "ALREADY_CLOSED", "CLOSE_ALREADY_SCHEDULED", "REASON_RETIRED"])
        {
            close.Comment.ShouldContain(reason);
        }
    }

    private static IEnumerable<(string Name, FieldDescriptorProto Field, string Comment)> Fields() =>
        from file in Files
        from message in file.MessageType.Select((m, i) => (Message: m, Index: i))
        from field in message.Message.Field.Select((f, i) => (Field: f, Index: i))
        select ($"{file.Package}.{message.Message.Name}.{field.Field.Name}", field.Field, Comment(file, 4, message.Index, 2, field.Index));

    private static string Comment(FileDescriptorProto file, params int[] path)
    {
        var place = file.SourceCodeInfo.Location.FirstOrDefault(l => l.Path.SequenceEqual(path));
        return place is null ? "" : (place.LeadingComments + place.TrailingComments).Trim();
    }

    private static IReadOnlyList<FileDescriptorProto> Load()
    {
        using var stream = typeof(Common.V1.Role).Assembly.GetManifestResourceStream("Contracts.protoset")!;
        return [.. FileDescriptorSet.Parser.ParseFrom(stream).File.Where(f => !f.Package.StartsWith("google", StringComparison.Ordinal) && !f.Package.StartsWith("grpc", StringComparison.Ordinal))];
    }
}
