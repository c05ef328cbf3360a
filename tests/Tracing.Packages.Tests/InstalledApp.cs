using Tracing.Runtime.Tests.Support;

namespace Tracing.Packages.Tests;

/// <summary>
/// An application outside the repository: a library that declares tracepoints with Tracing.Abstractions alone, and a
/// program that records them, and its own, with Tracing.Runtime alone.
/// </summary>
internal sealed class InstalledApp(PackedFeed feed) : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _builds;

    public string this[string name] => _folder[name];

    /// <summary>Writes the sources, which differ from what a user writes by nothing but the feed.</summary>
    public void Create()
    {
        // No source but the feed is asked for these packages, and no others are needed: no network.
        Write("nuget.config", $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <packageSources>
                <add key="local" value="{feed.Folder}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="local">
                  <package pattern="Tracing.*" />
                </packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <MSBuildTreatWarningsAsErrors>true</MSBuildTreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <AnalysisLevel>latest-recommended</AnalysisLevel>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        Write("Shop/Shop.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Tracing.Abstractions" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        Write("Shop/ShopTrace.cs", """
            using Tracing;

            namespace Shop;

            /// <summary>The library's tracepoints.</summary>
            [TracepointProvider("shop")]
            public static partial class ShopTrace
            {
                /// <summary>An order.</summary>
                [Tracepoint]
                public static partial void OrderPlaced(long orderId, string customer, decimal total);
            }
            """);
        Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Shop/Shop.csproj" />
                <PackageReference Include="Tracing.Runtime" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        Write("App/Program.cs", """
            using Shop;
            using Tracing;
            using Tracing.Runtime;

            if (args.Length == 1)
            {
                TraceSession.Start(args[0], "*:*");
            }

            ShopTrace.OrderPlaced(7, "Ada", 9.95m);
            App.AppTrace.Done("user");
            return 3;

            namespace App
            {
                [TracepointProvider("app")]
                internal static partial class AppTrace
                {
                    [Marker("{who} is done")]
                    public static partial void Done(string who);
                }
            }
            """);
    }

    /// <summary>Builds it with some properties set on the command line, and returns the program.</summary>
    public string Build(params string[] properties)
    {
        string output = _folder[$"out{++_builds}"];
        DotnetCli.Run(_folder["App"], ["build", "-o", output, .. properties.Select(property => "-p:" + property)]);
        return Path.Combine(output, OperatingSystem.IsWindows() ? "App.exe" : "App");
    }

    /// <summary>Runs the program, with the environment asking for a trace.</summary>
    public static void RunTraced(string program, string trace) => Run(program, [], trace);

    /// <summary>Runs the program, which starts a session itself.</summary>
    public static void RunByCode(string program, string trace) => Run(program, [trace], null);

    /// <summary>Writes a source file, or replaces one.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text + "\n");
    }

    public void Dispose() => _folder.Dispose();

    private static void Run(string program, string[] arguments, string? trace)
    {
        Programs.Result result = Programs.Run(program, arguments, start =>
        {
            if (trace is not null)
            {
                start.Environment["TRACING_EVENTS"] = "shop:*,app:*";
                start.Environment["TRACING_OUTPUT"] = trace;
            }
        });
        Assert.Equal((3, ""), (result.ExitCode, result.Error));
    }
}
