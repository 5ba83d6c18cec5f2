import DefaultTheme from 'vitepress/theme';
import './style.css';
import { SiteLayout } from './site-layout.ts';

export default { extends: DefaultTheme, Layout: SiteLayout };
