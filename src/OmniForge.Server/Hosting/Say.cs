namespace OmniForge.Server.Hosting;

/// <summary>The few lines this program prints itself: its ready line, its refusals and answers of the verbs.</summary>
#pragma warning disable RS0030 // The one place of the server that owns the standard streams.
internal static class Say
{
    public static Task LineAsync(string text) => Console.Out.WriteLineAsync(text);

    public static Task ErrorAsync(string text) => Console.Error.WriteLineAsync(SecretShapes.Masked(text));
}
