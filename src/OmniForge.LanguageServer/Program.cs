using OmniForge.LanguageServer;

// The streams of the process are the wire here.
#pragma warning disable RS0030
// Standard output belongs to the protocol: whatever else prints goes to standard error.
Console.SetOut(Console.Error);
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
using var server = new SkillLanguageServer(input, output, Console.Error);
#pragma warning restore RS0030
return await server.RunAsync(CancellationToken.None).ConfigureAwait(false);
