global using Browser.Tests.Pages;
global using Browser.Tests.Support;
global using Microsoft.Playwright;
global using Shouldly;
global using Testing;
global using Xunit;
global using static Microsoft.Playwright.Assertions;
